Feature: Several connections side by side
  Each of them has tokens of its own: for its account, and for the person who allowed it.

  Background:
    Given Ann has an amoCRM account with the leads:
      | name         | price |
      | Flat in Soho |  1200 |
    And Ann signs in to the app

  Scenario: Two accounts, and each lead is read with the token of its own
    Given Marko has an amoCRM account with the leads:
      | name             | price |
      | Garage in Camden |    90 |
    And Marko signs in to the app
    When Ann connects amoCRM
    And Marko connects amoCRM
    And Ann opens the lead "Flat in Soho"
    And Marko opens the lead "Garage in Camden"
    Then Ann sees the card of the lead "Flat in Soho"
    And Marko sees the card of the lead "Garage in Camden"

  Scenario: A second administrator connects, and the first one stays connected
    Given Marko works in the amoCRM account that Ann has, with administrator rights
    And Marko signs in to the app
    And Ann has amoCRM connected
    When Marko connects amoCRM
    And Ann returns to the CRM tab
    Then Ann sees that amoCRM is connected
    When Ann opens the lead "Flat in Soho"
    Then Ann sees the card of the lead "Flat in Soho"
