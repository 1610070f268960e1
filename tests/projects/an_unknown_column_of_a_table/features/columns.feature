Feature: Columns

  Scenario: Twice, in two languages
    Given Ann has an amoCRM account with the leads:
      | name | price | бюджет |
      | Flat | 1     | 2      |
