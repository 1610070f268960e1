Feature: A webhook is about the account that sends it
  One address of the backend takes the webhooks of every account.

  Background:
    Given Ann has an amoCRM account with the leads:
      | name         | price |
      | Flat in Soho |  1200 |
    And Ann signs in to the app
    And Ann has amoCRM connected
    And Ann sets up webhooks to the backend in amoCRM
    And Bob has an amoCRM account with the leads:
      | name            | price |
      | House in Camden |  3400 |
    And Bob signs in to the app
    And Bob has amoCRM connected

  Scenario: Another account was connected since, and the change is found in one's own
    When Ann changes the price of the lead "Flat in Soho" to 1500 in amoCRM
    And Ann refreshes the list of leads
    And Bob refreshes the list of leads
    Then Ann sees only these leads:
      | name         | price |
      | Flat in Soho |  1500 |
    And Bob sees the leads of their account
    And amoCRM delivers each webhook at the first attempt
