"""What a database is made of, in lines that can be compared; of its rows, nothing.

`bin/python -m tests.harness.catalogue_of` prints it for the database in FRANC_DATA: tables and
their settings, columns, constraints, indexes, triggers, functions, views, sequences, and who may do
what with each. The order of columns is left out (PostgreSQL adds them at the end only), and so is
white space around a function's body.
"""

from __future__ import annotations

from contextlib import closing

import psycopg2
from psycopg2.extensions import connection as Connection  # noqa: N812  a class, lower case there

from marketplace.embedded.folder import Folder
from marketplace.embedded.roles import DATABASE
from marketplace.embedded.servers import shared_servers

# What extensions brought is theirs.
OURS = """
{oid} IN (SELECT oid FROM pg_{catalogue} WHERE {namespace} = 'public'::regnamespace)
AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = {oid} AND deptype = 'e')
"""
RELATIONS = OURS.format(oid="c.oid", catalogue="class", namespace="relnamespace")
FUNCTIONS = OURS.format(oid="p.oid", catalogue="proc", namespace="pronamespace")
TYPES = OURS.format(oid="t.oid", catalogue="type", namespace="typnamespace")
# Rights that were never touched are written down as NULL, which means the same as the default.
GRANTED = """
    (SELECT string_agg(line, ', ' ORDER BY line) FROM (SELECT format('%s: %s%s by %s',
        CASE grantee WHEN 0 THEN 'everybody' ELSE grantee::regrole::text END, privilege_type,
        CASE WHEN is_grantable THEN ' (may grant it)' END, grantor::regrole) AS line
     FROM aclexplode({rights})) AS granted)
"""


def granted(rights: str) -> str:
    return GRANTED.format(rights=rights)


QUERIES = {
    "extension": "SELECT extname, extversion FROM pg_extension",
    "schema": f"""
        SELECT nspname, nspowner::regrole, {granted("coalesce(nspacl, acldefault('n', nspowner))")}
        FROM pg_namespace WHERE nspname = 'public'""",
    "default rights": f"""
        SELECT defaclobjtype, defaclrole::regrole, defaclnamespace::regnamespace,
               {granted("defaclacl")} FROM pg_default_acl""",
    "relation": f"""
        SELECT c.relname, c.relkind, c.relpersistence, c.relowner::regrole, c.relreplident,
               c.relrowsecurity, c.relforcerowsecurity, am.amname,
               (SELECT array_agg(option ORDER BY option) FROM unnest(c.reloptions) AS option),
               (SELECT array_agg(option ORDER BY option) FROM unnest(toast.reloptions) AS option),
               pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid),
               (SELECT inhparent::regclass FROM pg_inherits WHERE inhrelid = c.oid),
               obj_description(c.oid, 'pg_class')
        FROM pg_class c LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
        LEFT JOIN pg_am am ON am.oid = c.relam WHERE {RELATIONS}""",
    "right": f"""
        SELECT c.relname, {
        granted(
            "coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"
            '"char", relowner))'
        )
    } FROM pg_class c WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND {RELATIONS}""",
    "column": f"""
        SELECT c.relname, attname, format_type(atttypid, atttypmod), attnotnull, attidentity,
               attgenerated, pg_get_expr(adbin, adrelid), attcollation::regcollation, attstorage,
               attcompression, attstattarget, attoptions, col_description(c.oid, attnum)
        FROM pg_class c JOIN pg_attribute ON attrelid = c.oid
        LEFT JOIN pg_attrdef ON adrelid = c.oid AND adnum = attnum
        WHERE attnum > 0 AND NOT attisdropped
          AND relkind IN ('r', 'p', 'v', 'm') AND {RELATIONS}""",
    "right of column": f"""
        SELECT c.relname, attname, {granted("attacl")}
        FROM pg_class c JOIN pg_attribute ON attrelid = c.oid
        WHERE attacl IS NOT NULL AND NOT attisdropped AND {RELATIONS}""",
    "constraint": f"""
        SELECT c.relname, conname, contype, pg_get_constraintdef(con.oid), convalidated,
               conislocal, coninhcount, obj_description(con.oid, 'pg_constraint')
        FROM pg_constraint con JOIN pg_class c ON c.oid = conrelid WHERE {RELATIONS}""",
    "index": f"""
        SELECT c.relname, pg_get_indexdef(c.oid), indisvalid, indisprimary, indisclustered,
               indisreplident, (SELECT inhparent::regclass FROM pg_inherits WHERE inhrelid = c.oid)
        FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE {RELATIONS}""",
    # Those of foreign keys have numbers for names, and follow from the constraints.
    "trigger": f"""
        SELECT c.relname, tgname, pg_get_triggerdef(tr.oid), tgenabled,
               obj_description(tr.oid, 'pg_trigger')
        FROM pg_trigger tr JOIN pg_class c ON c.oid = tgrelid
        WHERE NOT tgisinternal AND {RELATIONS}""",
    "function": f"""
        SELECT p.oid::regprocedure, proowner::regrole,
               replace(pg_get_functiondef(p.oid), prosrc, btrim(prosrc, E' \\n\\t')),
               obj_description(p.oid, 'pg_proc')
        FROM pg_proc p WHERE prokind <> 'a' AND {FUNCTIONS}""",
    "right of function": f"""
        SELECT p.oid::regprocedure, {granted("coalesce(proacl, acldefault('f', proowner))")}
        FROM pg_proc p WHERE {FUNCTIONS}""",
    "view": f"SELECT c.relname, pg_get_viewdef(c.oid) FROM pg_class c WHERE relkind IN ('v', 'm')"
    f" AND {RELATIONS}",
    "sequence": f"""
        SELECT c.relname, seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache,
               seqcycle, (SELECT format('%s.%s', refobjid::regclass, attname)
                          FROM pg_depend JOIN pg_attribute ON attrelid = refobjid
                              AND attnum = refobjsubid
                          WHERE objid = c.oid AND deptype IN ('a', 'i')
                              AND pg_depend.classid = 'pg_class'::regclass)
        FROM pg_sequence JOIN pg_class c ON c.oid = seqrelid WHERE {RELATIONS}""",
    "type": f"""
        SELECT t.typname, typtype, (SELECT array_agg(enumlabel ORDER BY enumsortorder)
                                    FROM pg_enum WHERE enumtypid = t.oid)
        FROM pg_type t WHERE typtype IN ('e', 'd', 'r') AND {TYPES}""",
    "policy": "SELECT tablename, policyname, cmd, roles, qual, with_check FROM pg_policies",
    "event trigger": "SELECT evtname, evtevent, evtfoid::regproc, evtenabled FROM pg_event_trigger",
    "rule": "SELECT tablename, rulename, definition FROM pg_rules WHERE schemaname = 'public'",
    "statistics": "SELECT stxname, pg_get_statisticsobjdef(oid) FROM pg_statistic_ext",
}


def catalogue_of(db: Connection) -> list[str]:
    """One line a thing, sorted; line breaks within a line are written as ⏎."""
    lines = []
    with db.cursor() as cursor:
        for kind, query in QUERIES.items():
            cursor.execute(query)
            lines += [line_of(kind, row) for row in cursor.fetchall()]
    return sorted(lines)


def line_of(kind: str, row: tuple[object, ...]) -> str:
    said = " | ".join("-" if value is None else str(value) for value in row)
    return f"{kind}: {said}".replace("\n", "⏎")


def main() -> None:
    folder = Folder.from_environment()
    with shared_servers(folder, "catalogue_of") as servers:
        if servers.postgres is None:
            raise SystemExit("DATABASE_URL is set: this reads the database of a folder")
        with closing(psycopg2.connect(servers.postgres.url(database=DATABASE))) as db:
            print(*catalogue_of(db), sep="\n")


if __name__ == "__main__":
    main()
