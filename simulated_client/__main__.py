"""`python -m simulated_client`."""

import sys

from simulated_client.cli import main

sys.exit(main())
