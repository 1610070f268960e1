Feature: A page of HTML in place of an answer
  What stands before amoCRM refuses with a page: a block, a limit, a gateway that is down.

  Background:
    Given Ann has an amoCRM account with the leads:
      | name         | price |
      | Flat in Soho |  1200 |
    And Ann signs in to the app

  Scenario: A lead can't be opened while amoCRM blocks requests, and can afterwards
    Given Ann has amoCRM connected
    And amoCRM blocks requests
    When Ann opens the lead "Flat in Soho"
    Then Ann sees the error of loading a lead
    When amoCRM is well again
    And Ann returns to the CRM tab
    Then Ann sees that amoCRM is connected
    When Ann opens the lead "Flat in Soho"
    Then Ann sees the card of the lead "Flat in Soho"

  Scenario: The leads are refused with a page, and amoCRM is connected all the same
    Given amoCRM behaves like this:
      | mood            | requests | times |
      | blocks requests | leads    |     1 |
    When Ann connects amoCRM
    Then Ann sees that amoCRM is connected
    And the code is redeemed by the backend alone, exactly once, before the return to the app
