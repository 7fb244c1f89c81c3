"""Creates a LeadConnector user at a running Understudy, and tries to create it again.

    npm start                                     # in another terminal
    python3 examples/python/create_user.py        # or with the server's URL as its argument

Nothing but the standard library is needed. The path prefix /~python-example/ is a session of this script's own.
"""

import json
import sys
import urllib.error
import urllib.request

SERVER = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:4010"
SESSION = f"{SERVER}/~python-example"


def call(method, url, body=None, headers=None):
    """Sends JSON and returns the status and the JSON of the reply; a refusal is no exception here."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", **(headers or {})}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method)) as reply:
            return reply.status, json.load(reply)
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.load(refusal)


_, credentials = call("GET", f"{SESSION}/_understudy/credentials")
accepted = credentials["leadconnector"]
call("POST", f"{SESSION}/_understudy/reset")

user = {
    "companyId": accepted["company_id"],
    "firstName": "Robin",
    "lastName": "Hood",
    "email": "robin@sherwood.example.com",
    "password": "Longbow-1190",
    "type": "account",
    "role": "user",
    "locationIds": [accepted["location_id"]],
}
headers = {"Authorization": f"Bearer {accepted['token']}", "Version": "2021-07-28"}

for attempt in ("first", "second"):
    status, reply = call("POST", f"{SESSION}/leadconnector/users/", user, headers)
    print(attempt, status, reply.get("id") or reply.get("message"))

# What the server saw: the rule that chose each reply stands in its journal.
_, journal = call("GET", f"{SESSION}/_understudy/requests?operation=leadconnector/create-user")
print(*[request["rule"] for request in journal["requests"]])
