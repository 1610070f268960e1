"""What `mock-amocrm serve` prints: where it is, who can sign in, the journey as three requests, the dashboard."""

from mock_amocrm.state.account import Account
from mock_amocrm.state.integration import Integration
from mock_amocrm.state.people import password, people

TEXT = """\
mock amoCRM    {url}
account        {host}   (Host header, or the bare address)
sign in as     {email}   password {password}
client_id      {client_id}
client_secret  {client_secret}
redirect_uri   {redirect_uri}

1. Open in a browser, sign in, allow, and take `code` from the address you land on:
   {url}/oauth?client_id={client_id}&state=any
2. Exchange it, once:
   curl {insecure}{url}/oauth2/access_token -H 'Host: {host}' -d grant_type=authorization_code \\
     -d client_id={client_id} -d client_secret={client_secret} \\
     --data-urlencode redirect_uri={redirect_uri} -d code=CODE
3. Read leads:
   curl {insecure}{url}/api/v4/leads -H 'Host: {host}' -H 'Authorization: Bearer ACCESS_TOKEN'

Dashboard      {url}/_mock/
Website button {url}/_mock/button   (press it by hand; this machine only)
Control API    {url}/_mock/openapi.json   (this machine only)
"""


def introduction(url: str, account: Account, integration: Integration) -> str:
    """The text for one account and integration."""
    admin = next(who for who in people(account) if who.is_admin)
    return TEXT.format(
        url=url,
        host=account.host,
        email=admin.email,
        password=password(account, admin.id),
        client_id=integration.client_id,
        client_secret=integration.client_secret,
        redirect_uri=integration.redirect_uri,
        insecure="-k " if url.startswith("https:") else "",
    )
