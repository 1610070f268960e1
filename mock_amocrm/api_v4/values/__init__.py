"""Values of custom fields: how each type of field is read, checked, kept and found again."""
