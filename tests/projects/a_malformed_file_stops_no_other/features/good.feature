Feature: Good

  Scenario: Summer
    Given the sun shines
