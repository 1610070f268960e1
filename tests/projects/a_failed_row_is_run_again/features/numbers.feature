Feature: Numbers

  Scenario: Three and two
    Given 3 is less than 2

  Scenario Outline: <one> and five
    Given <one> is less than 5

    Examples:
      | one |
      |   4 |
      |   6 |

    Examples: again
      | one |
      |   3 |
      |   8 |

  Scenario: [9] and 5
    Given 9 is less than 5

  Scenario: sum::one::and::two
    Given 5 is less than 2
