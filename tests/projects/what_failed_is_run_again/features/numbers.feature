Feature: Numbers

  Scenario: One and two
    Given 1 is less than 2

  Scenario: Three and two
    Given 3 is less than 2

  Scenario: Seven and two
    Given 7 is less than 2

  Scenario: Two and seven
    Given 2 is less than 7
