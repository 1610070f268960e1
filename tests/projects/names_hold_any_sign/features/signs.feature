Feature: "Signs" & <signs>

  Scenario: A lead called "O'Connor & Sons" <b>
    Given the sun shines

  Scenario: crm::leads::list
    Given the sun shines

  Scenario: GET /api/v4/leads?page=1 [403] {id} (again) \d+ %s
    Given the sun shines

  Scenario: [403] and 100 % [wrong]
    Given the sun sets

  Scenario Outline: The path <path>
    Given the sun shines

    Examples:
      | path       |
      | a/b        |
      | x::y       |
      | [z]        |
      | "q" \| 'r' |
