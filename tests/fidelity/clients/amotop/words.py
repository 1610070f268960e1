"""Words that many tables of this client use."""

API = "AmoApiClient"


WRAPPED = (
    "It sends `{{data: …}}` where the service takes {what} (`{method}` in `AmoApiClient.js`: what axios takes for a"
    " `config` stands where the body belongs)."
)
