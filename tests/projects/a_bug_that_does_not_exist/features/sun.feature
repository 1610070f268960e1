Feature: Sun

  Scenario: Morning
    Given Ann has an empty amoCRM account
