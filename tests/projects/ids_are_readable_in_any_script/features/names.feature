Feature: Names

  Scenario: Під’їзд, ґанок і їжак
    Given nothing but a name: "uk"

  Scenario: Ёлка под дождём
    Given nothing but a name: "ru"

  Scenario: გამარჯობა თბილისი
    Given nothing but a name: "ka"

  Scenario: Done 🎉 and gone 👩‍👩‍👧
    Given nothing but a name: "emoji"

  Scenario Outline: Місто <місто>
    Given nothing but a name: "<місто>"

    Examples:
      | місто   |
      | Київ    |
      | თბილისი |
      | 🏝️      |
