# language: klingon
Feature: Sun

  Scenario: Morning
    Given the sun shines
