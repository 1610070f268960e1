@summer
Feature: Weather

  Scenario: Sun
    Given the sun shines

  Scenario: Again
    Given the sun shines
