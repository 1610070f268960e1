"""The button isn't on the page: a script puts it there after some seconds, in which the page seems to hang."""

from reference_backend.callback_page import in_script
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.way_back = _late_button


def _late_button(link: str, /) -> str:
    return f"""<p id="way-back">Please wait...</p>
<script>
setTimeout(function () {{
  var button = document.createElement('button');
  button.textContent = 'Return to App';
  button.onclick = function () {{ window.open('{in_script(link)}', '_self'); }};
  document.getElementById('way-back').replaceWith(button);
}}, 2500);
</script>"""
