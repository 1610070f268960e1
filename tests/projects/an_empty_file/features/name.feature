Feature: Only a name

  And some words about it.
