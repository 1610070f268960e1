Feature: Seasons

  Scenario: Summer
    Given the sun shines
    And the sun shines

  Scenario: Autumn
    Given the sun shines

  # Longer than the others.
  Scenario: Winter
    Given the sun shines
    And the sun shines
