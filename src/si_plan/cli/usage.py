"""Wrong usage of a command, as typer finds it, in the words in which siplan tells every error."""

from __future__ import annotations

from typing import Any

from si_plan.suggestions import did_you_mean


def _name_of(param: Any) -> str:
    """An option as it is typed, or what stands for an argument in help."""
    if param.param_type_name == "option":
        return " / ".join(param.opts)
    return str(param.metavar or param.human_readable_name)


def in_our_words(error: Any) -> tuple[str, str]:
    """What typer says is wrong with what was typed, as siplan says such things, and where to look."""
    path = error.ctx.command_path if getattr(error, "ctx", None) is not None else "siplan"
    command, look = path.removeprefix("siplan "), f"{path} --help shows what it takes"
    param: Any = getattr(error, "param", None)
    said = str(error.message).strip().rstrip(".").replace("Value error, ", "")
    name = _name_of(param) if param is not None else ""
    match type(error).__name__:
        case "NoSuchOption" if path == "siplan":
            return (
                f"{error.option_name} does not come first",
                f"add it after a command: siplan status {error.option_name}",
            )
        case "NoSuchOption":
            known = [option for option in error.possibilities or () if option.startswith("--")]
            return f"there is no option {error.option_name}", did_you_mean(error.option_name, known) or look
        case "BadOptionUsage" if said.endswith("requires an argument"):
            return f"{error.option_name} needs a value", look
        case "MissingParameter" if name:
            choices = param.type_descriptor.choices
            return f"{command} needs {name}" + (f": {', '.join(choices)}" if choices else ""), look
        case "BadParameter" if name:
            return f"{name}: {said.replace(chr(39), '') if 'is not one of' in said else said}", look
        case _ if "unexpected extra argument" in said:
            return f"{command} does not take {said.rpartition('(')[2].rstrip(')')}", look
    return f"{said[:1].lower()}{said[1:]}", look
