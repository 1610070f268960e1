Feature: Dice

  Scenario Outline: Ann throws a dice
    Given Ann throws <number>

    Examples:
      | number |
      | 6      |
      | 6      |
      | 1      |

    Examples: and again
      | number |
      | 6      |
