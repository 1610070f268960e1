Feature: Weather

  Scenario Outline: <what> in the <seson>
    Given <what> shines "<how>"
    And it is written:
      """
      <b>no hole</b>
      """

    Examples: summer
      | what | season | how    |
      | sun  | summer | warmly |

    Examples: winter
      | what | seson |
      | moon | winter |
