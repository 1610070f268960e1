Feature: Tags

  @brovser @smoke
  Scenario: Chromium was meant
    Given the sun shines

  @expected_failure:ABC-7
  Scenario: A known bug was meant
    Given the sun shines

  Scenario Outline: Rows, too
    Given the sun shines

    @Skip @v2
    Examples:
      | number |
      | 1      |
