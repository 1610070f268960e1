Feature: The sun

  Scenario: It rises
    Given the sun rises fewer than 3 times
