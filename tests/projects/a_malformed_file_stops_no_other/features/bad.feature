Feature: Bad

  Scenario: Summer
    Given the sun shines
    it never rains
    Then the sun shines
    nor does it snow
