Feature: Connecting amoCRM from the app
  The authorization code is single-use. The backend spends it in its callback; the app only refreshes status and leads.

  @browser
  Scenario: After “Return to App” the leads are shown and nothing is refused
    Given Ann has an amoCRM account with the leads:
      | name              | price  | contact        | phone        |
      | Flat in Soho      | 120000 | Peter O'Connor | +14155550100 |
      | House "Sunflower" |  85000 | Ann & Sons     |              |
    And Ann signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow
    And Ann presses Return to App
    Then no request is refused
    And the code is redeemed by the backend alone, exactly once, before the return to the app
    And the app never exchanges a code itself
    And after the return the app that Ann uses asks for the status
    And Ann sees that amoCRM is connected
    And Ann sees the leads of their account
