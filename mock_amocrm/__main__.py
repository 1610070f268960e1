"""`python -m mock_amocrm` is `mock-amocrm`."""

import sys

from mock_amocrm.cli import main

sys.exit(main())
