"""Journeys in English that between them say every sentence of GIVEN and WHEN."""

ACCOUNTS = """\
Feature: Accounts
  Scenario: A world with all of its leads
    Given Ann has an amoCRM account of the world "realty"
    And Ann signs in to the app
    When Ann connects amoCRM
    Then Ann sees 120 leads
    And Ann sees the leads of their account
  Scenario: A world with some of its leads in another language
    Given the language of new amoCRM accounts is "English"
    And Ann has an amoCRM account of the world "agency" with 3 leads
    And Ann signs in to the app
    And Ann has amoCRM connected
    Then Ann sees 3 leads
  Scenario: A colleague who is no administrator may not be the first to allow
    Given Ann has an amoCRM account with 2 leads
    And Marko works in the amoCRM account that Ann has, without administrator rights
    And Marko signs in to the app
    When Marko presses Connect
    And Marko signs in to amoCRM
    And Marko wants to allow access, but amoCRM refuses
    And Marko closes the page in the browser
    And Marko opens the app
    Then Marko sees that amoCRM is not connected
    And no code is redeemed
  Scenario: Where an administrator has allowed, a colleague may
    Given Ann has an amoCRM account with the leads:
      | name  | price |
      | House | 10    |
    And Ann signs in to the app
    And Ann has amoCRM connected
    And Marko works in the amoCRM account that Ann has, without administrator rights
    And Marko signs in to the app
    When Marko connects amoCRM
    Then Marko sees the leads of their account
    And Ann sees the leads of their account
  Scenario: A colleague who may view their own leads only
    Given Ann has an amoCRM account with 2 leads
    And Marko works in the amoCRM account that Ann has, and sees only their own leads there
    And Marko gets 1 more lead in amoCRM
    And Ann signs in to the app
    And Marko signs in to the app
    When Ann connects amoCRM
    And Marko connects amoCRM
    Then Marko sees 1 lead
    And Marko sees the leads of their account
    And Ann sees 3 leads
  Scenario: A link to a lead of a colleague's is opened by whoever may see it
    Given Ann has an amoCRM account with the leads:
      | name  | price |
      | House | 10    |
    And Ann signs in to the app
    And Ann has amoCRM connected
    And Marko works in the amoCRM account that Ann has, with administrator rights
    And Marko signs in to the app
    And Marko has amoCRM connected
    When Marko opens a link to the lead "House" that Ann sees
    Then Marko sees the card of the lead "House"
  Scenario: An account that moves takes its connections along
    Given Ann has an amoCRM account with the leads:
      | name  | price |
      | House | 10    |
    And Marko works in the amoCRM account that Ann has, with administrator rights
    And Ann signs in to the app
    And Marko signs in to the app
    And Ann has amoCRM connected
    And Marko has amoCRM connected
    When Ann changes the address of the amoCRM account
    And Marko changes the address of the amoCRM account
    And Ann opens the lead "House"
    And Marko opens the lead "House"
    Then Ann sees the card of the lead "House"
    And Marko sees the card of the lead "House"
    When Ann returns to the CRM tab
    And Ann disconnects amoCRM
    And Ann connects amoCRM
    Then Ann sees the leads of their account
  Scenario: Two administrators are connected side by side, and time is the same for both
    Given Ann has an amoCRM account with the leads:
      | name  | price |
      | House | 10    |
    And Marko works in the amoCRM account that Ann has, with administrator rights
    And Ann signs in to the app
    And Marko signs in to the app
    When Ann connects amoCRM
    And Marko connects amoCRM
    And 2 days pass
    And Ann opens the lead "House"
    And Marko opens the lead "House"
    Then Ann sees the card of the lead "House"
    And Marko sees the card of the lead "House"
    And 2 codes are redeemed
"""
LEADS = """\
Feature: Leads behind the integration's back
  Scenario: They come, change, move and go
    Given the language of new amoCRM accounts is "English"
    And Ann has an amoCRM account with the leads:
      | name   | price |
      | House  | 10    |
      | Garage | 20    |
      | Barn   | 30    |
    And Ann signs in to the app
    And Ann has amoCRM connected
    When Ann gets the lead "Castle" with the price 5000 in amoCRM
    And Ann gets 2 more leads in amoCRM
    And Ann gets the leads in amoCRM:
      | name | price | contact | phone        |
      | Hut  | 7     |         | +14155550100 |
    And Ann changes the price of the lead "House" to 11 in amoCRM
    And Ann changes the name of the lead "Garage" to "Garage & Co" in amoCRM
    And Ann moves the lead "House" to the stage "discussions" in amoCRM
    And Ann adds to the lead "Castle" the contact "Bob Roe" in amoCRM
    And Ann deletes the lead "Barn" in amoCRM
    And Ann disconnects amoCRM
    And Ann connects amoCRM
    Then Ann sees 6 leads
    And Ann sees the leads of their account
    When Ann opens the lead "Garage & Co"
    Then Ann sees the card of the lead "Garage & Co"
"""
FILTER = """\
Feature: The list is narrowed
  Scenario: To a status, a pipeline, a stage, and not at all
    Given the language of new amoCRM accounts is "English"
    And Ann has an amoCRM account with the leads:
      | name  | price |
      | House | 10    |
      | Barn  | 20    |
    And Ann moves the lead "House" to the stage "Discussions" in amoCRM
    And Ann signs in to the app
    And Ann has amoCRM connected
    When Ann chooses the status "IN_PROGRESS"
    Then Ann sees 2 leads
    When Ann chooses the pipeline "Pipeline"
    And Ann chooses the stage "Discussions"
    Then Ann sees only these leads:
      | name  | price |
      | House | 10    |
    When Ann chooses the status "NEW"
    And Ann clears the filter
    And Ann chooses the status "CLOSED"
    Then Ann sees no leads
    When Ann chooses the status "All"
    Then Ann sees 2 leads
"""
APP = """\
Feature: The app
  Scenario: Two phones of one person
    Given Ann has an amoCRM account with the leads:
      | name  |
      | House |
      | Barn  |
    And Ann signs in to the app
    When Ann connects amoCRM
    And Ann signs in to the app on another phone
    Then Ann sees that amoCRM is connected
    When Ann opens the lead "House" on both phones at once
    Then Ann sees the card of the lead "House"
    When Ann takes the previous phone
    Then Ann sees the card of the lead "House"
    When Ann takes the previous phone
    And Ann returns to the CRM tab
    And Ann disconnects amoCRM
    And Ann takes the previous phone
    And Ann opens the CRM tab
    Then Ann sees that amoCRM is not connected
    When Ann takes the previous phone
    Then Ann sees that amoCRM is not connected
  Scenario: To the background and back, and unloaded
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    And Ann has amoCRM connected
    When Ann sends the app to the background
    And Ann opens the app
    Then Ann sees that amoCRM is connected
    When Ann sends the app to the background
    And Ann returns by the app switcher
    Then Ann sees that amoCRM is connected
    When the system unloads the app that Ann uses
    And Ann opens the app
    And Ann opens the CRM tab
    Then Ann sees that amoCRM is connected
  Scenario: Search
    Given Ann has an amoCRM account with the leads:
      | name         | price |
      | Flat in Soho | 10    |
      | House        | 20    |
    And Ann signs in to the app
    And Ann has amoCRM connected
    When Ann refreshes the list of leads
    And Ann searches the leads for "soho"
    Then Ann sees 1 lead
    When Ann clears the search
    Then Ann sees 2 leads
    When Ann opens the lead "House"
    And Ann returns to the CRM tab
    Then Ann sees 2 leads
  Scenario: The same link twice, and later
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    And Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow
    When Ann presses Return to App 90 minutes later
    And Ann opens the same app link again
    Then Ann sees the leads of their account
    And 1 code is redeemed
  Scenario: A link that was meant for another app connects nobody
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    And Marko has an empty amoCRM account
    And Marko signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow
    And Ann presses Return to App
    And Marko opens the app link from the phone that Ann uses
    Then Marko sees that amoCRM is not connected
"""
CONSENT = """\
Feature: Consent
  Scenario: A forged word that the integration is off
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    And Ann has amoCRM connected
    When Marko forges the word that the account of Ann has switched the integration off
    And Ann opens the CRM tab
    Then Ann sees that amoCRM is connected
  Scenario: A wrong password, and then the right one
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    When Ann presses Connect
    And Ann enters a wrong password in amoCRM
    And Ann enters a wrong password in amoCRM
    And Ann signs in to amoCRM
    And Ann presses Allow
    And Ann presses Return to App
    Then Ann sees the leads of their account
  Scenario: Somebody else's account
    Given Ann has an amoCRM account with 2 leads
    And Marko has an amoCRM account with 3 leads
    And Ann signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM as Marko
    And Ann presses Allow
    And Ann presses Return to App
    Then Ann sees 3 leads
  Scenario: Denied
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Deny
    And Ann presses Return to App
    Then Ann sees the connection error
  Scenario: Too late
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow, but the callback page opens 20 minutes later
    And Ann presses Return to App
    Then Ann sees the connection error
  Scenario: Without a code, in a browser that blocks scripts
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    And the browser that Ann uses blocks scripts
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow, but the code is lost on the way
    And Ann presses Return to App
    Then Ann sees the connection error
  Scenario: In a browser that wants a button
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    And the browser that Ann uses opens apps only from a button
    When Ann connects amoCRM
    Then Ann sees that amoCRM is connected
  Scenario: Without a state
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow, but the state is lost on the way
    Then no code is redeemed
  Scenario: In two tabs at once
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow, but the callback page opens twice at once
    And Ann presses Return to App
    Then 1 code is redeemed
    And Ann sees the leads of their account
  Scenario: With a foreign state
    Given Ann has an amoCRM account with 2 leads
    And Marko has an amoCRM account with 3 leads
    And Ann signs in to the app
    And Marko signs in to the app
    And Marko has amoCRM connected
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow, but puts in the state with which Marko connected
    Then 1 code is redeemed
  Scenario: Allowed once more on the same page
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow
    And Ann opens the consent page again
    And Ann presses Allow
    And Ann presses Return to App
    Then Ann sees the connection error
    When Ann returns to the CRM tab
    Then Ann sees the leads of their account
    And 1 code is redeemed
  Scenario: The callback page once more, here and in another browser
    Given Ann has an amoCRM account with 2 leads
    And Marko has an empty amoCRM account
    And Ann signs in to the app
    And Marko signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow
    And Marko opens the callback page from the browser that Ann uses
    And Ann opens the callback page again
    And Ann presses Return to App
    Then Ann sees the leads of their account
    And 1 code is redeemed
    And Marko sees that amoCRM is not connected
"""
ANN = """\
    Given Ann has an amoCRM account with the leads:
      | name  | price |
      | House | 10    |
    And Ann signs in to the app
"""
