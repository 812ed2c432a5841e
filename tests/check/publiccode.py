#!/usr/bin/python3
"""publiccode.yml against the standard it names.  Prints one line a fault; silence is good.
publiccode.py [FILE] looks at another file: that is how the check is tested.

The keys, their shapes and their words are those of the standard's own description
(github.com/publiccodeyml/publiccode.yml, docs/en/schema.core.rst, scope-list.rst, categories-list.rst),
written here by hand for what the file uses: a key that is not below is one to look up there first."""
import pathlib
import re
import sys

import yaml

LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*"
CATEGORIES = {"accounting", "appointment-scheduling", "business-process-management", "collaboration", "compliance-management", "data-collection", "data-analytics",
              "digital-citizenship", "document-management", "grant-management", "identity-management", "knowledge-management", "task-management", "workflow-management"}
SCOPES = {"culture", "education", "employment", "government", "healthcare", "justice", "local-authorities", "society", "welfare"}

# Key -> (is it owed, what it must be): a pattern, a set of words, a type, a list of one of these, a table, or a function.
DEPENDENCY = {"name": (True, r".+"), "versionMin": (False, r".+"), "versionMax": (False, r".+"), "version": (False, r".+"), "optional": (False, bool)}
CONTACT = {"name": (True, r".+"), "email": (False, r"[^@\s]+@[^@\s]+\.[^@\s]+"), "phone": (False, r"\+[0-9 ]+"), "affiliation": (False, r".+")}
CONTRACTOR = {"name": (True, r".+"), "until": (True, r"\d{4}-\d\d-\d\d"), "email": (False, r"[^@\s]+@[^@\s]+\.[^@\s]+"), "website": (False, r"https?://\S+")}
DESCRIPTION = {"localisedName": (False, r".+"), "shortDescription": (True, r".{1,150}"), "longDescription": (True, r"(?s).{150,10000}"),
               "features": (True, [r".{1,100}"]), "documentation": (False, r"https?://\S+"), "apiDocumentation": (False, r"https?://\S+"),
               "screenshots": (False, [lambda path: pathlib.Path(path).is_file()]), "videos": (False, [r"https?://\S+"]), "awards": (False, [r".+"])}
FILE = {
    "publiccodeYmlVersion": (True, r"0\.4(\.\d+)?"),
    "name": (True, r".+"),
    "applicationSuite": (False, r".+"),
    "url": (True, r"https://[^/\s]+/\S+"),
    "landingURL": (False, r"https?://\S+"),
    "isBasedOn": (False, [r"https?://\S+"]),
    "softwareVersion": (False, r".+"),
    "releaseDate": (True, r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"),
    "logo": (False, lambda path: pathlib.Path(path).is_file()),
    "platforms": (True, [{"web", "windows", "mac", "linux", "ios", "android"}]),
    "categories": (True, [CATEGORIES]),
    "usedBy": (False, [r".+"]),
    "roadmap": (False, r"https?://\S+"),
    "developmentStatus": (True, {"concept", "development", "beta", "stable", "obsolete"}),
    "softwareType": (True, {"standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web", "standalone/backend", "standalone/other", "addon", "library", "configurationFiles"}),
    "intendedAudience": (False, {"countries": (False, [r"[A-Za-z]{2}"]), "unsupportedCountries": (False, [r"[A-Za-z]{2}"]), "scope": (False, [SCOPES])}),
    "description": (True, lambda value: True),  # language by language, below
    "legal": (True, {"license": (True, r"EUPL-1\.2"), "mainCopyrightOwner": (False, r".+"), "repoOwner": (False, r".+"), "authorsFile": (False, lambda path: pathlib.Path(path).is_file())}),
    "maintenance": (True, {"type": (True, {"internal", "contract", "community", "none"}), "contractors": (False, [CONTRACTOR]), "contacts": (False, [CONTACT])}),
    "localisation": (True, {"localisationReady": (True, bool), "availableLanguages": (True, [LANGUAGE])}),
    "dependsOn": (False, {"open": (False, [DEPENDENCY]), "proprietary": (False, [DEPENDENCY]), "hardware": (False, [DEPENDENCY])}),
}
faults = []


def examine(where, value, wanted):
    if isinstance(wanted, dict):
        if not isinstance(value, dict):
            faults.append(f"{where} is no section")
            return
        for key, (owed, shape) in wanted.items():
            if key in value:
                examine(f"{where}/{key}", value[key], shape)
            elif owed:
                faults.append(f"{where}/{key} is missing")
        faults.extend(f"{where}/{key} is no key of the standard that we know" for key in value if key not in wanted)
    elif isinstance(wanted, list):
        if not isinstance(value, list) or not value:
            faults.append(f"{where} is no list")
            return
        for number, one in enumerate(value):
            examine(f"{where}[{number}]", one, wanted[0])
    elif isinstance(wanted, set):
        if value not in wanted:
            faults.append(f"{where}: «{value}» is not one of its words")
    elif isinstance(wanted, type):
        if not isinstance(value, wanted):
            faults.append(f"{where}: «{value}» is no {wanted.__name__}")
    elif callable(wanted):
        if not wanted(value):
            faults.append(f"{where}: «{value}» is not there")
    elif not isinstance(value, str) or not re.fullmatch(wanted, value.strip()):
        faults.append(f"{where}: «{value}» does not have its shape")


def main():
    name = sys.argv[1] if len(sys.argv) > 1 else "publiccode.yml"
    try:
        whole = yaml.safe_load(pathlib.Path(name).read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        print(f"{name}: {error}")
        return
    examine("", whole, FILE)
    if isinstance(whole, dict):
        languages = whole.get("description")
        if not isinstance(languages, dict) or not languages:
            faults.append("/description has no language")
        for language, text in (languages if isinstance(languages, dict) else {}).items():
            if not re.fullmatch(LANGUAGE, str(language)):
                faults.append(f"/description/{language} is no language")
            examine(f"/description/{language}", text, DESCRIPTION)
        care = whole.get("maintenance") or {}
        if care.get("type") in ("internal", "community") and not care.get("contacts"):
            faults.append("/maintenance/contacts is missing: a person who answers")
        if care.get("type") == "contract" and not care.get("contractors"):
            faults.append("/maintenance/contractors is missing")
    for fault in faults:
        print(f"{name}: {fault}")


main()
