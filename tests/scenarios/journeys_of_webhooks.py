"""Journeys with webhooks, in English, that between them say every sentence about them."""

from journeys import ANN

WEBHOOKS = f"""\
Feature: Webhooks
  Scenario: Of whatever becomes of leads, and nothing of it is told twice
{ANN}\
    And Ann has amoCRM connected
    When Ann sets up webhooks to the backend in amoCRM
    And Ann sets up webhooks to the backend in amoCRM
    And Ann gets the lead "Hut" with the price 5 in amoCRM
    And amoCRM delivers the webhooks
    And Ann refreshes the list of leads
    Then Ann sees the lead "Hut" with the price 5
    And amoCRM delivers 1 webhook to the backend
    When Ann changes the name of the lead "House" to "Castle" in amoCRM
    And Ann deletes the lead "Hut" in amoCRM
    And Ann refreshes the list of leads
    Then Ann sees only these leads:
      | name   | price |
      | Castle | 10    |
  Scenario: Of some events only
{ANN}\
    And Ann has amoCRM connected
    When Ann sets up the webhooks "delete_lead, status_lead" to the backend in amoCRM
    And Ann gets the lead "Hut" with the price 5 in amoCRM
    And Ann deletes the lead "House" in amoCRM
    And Ann refreshes the list of leads
    Then Ann sees no leads
    And amoCRM delivers 1 webhook to the backend
  Scenario: A gateway, a deployment and a lost answer
{ANN}\
    And Ann has amoCRM connected
    And Ann sets up webhooks to the backend in amoCRM
    When 2 times amoCRM gets 502 in answer to a webhook
    And Ann changes the price of the lead "House" to 11 in amoCRM
    And 25 minutes pass
    And Ann refreshes the list of leads
    Then Ann sees the lead "House" with the price 11
    And amoCRM repeats the webhook 2 times
    When the backend is unreachable for webhooks
    And Ann changes the price of the lead "House" to 12 in amoCRM
    And Ann refreshes the list of leads
    Then Ann sees the lead "House" with the price 11
    When the backend is reachable for webhooks again
    And 1 hour passes
    And Ann refreshes the list of leads
    Then Ann sees the lead "House" with the price 12
    When the answer of the backend to a webhook gets lost
    And Ann changes the price of the lead "House" to 13 in amoCRM
    And Ann refreshes the list of leads
    Then Ann sees the lead "House" with the price 13
"""
