"""PostGIS's buffer of a `geography`: it projects to a plane chosen by the bounding box, buffers there
by GEOS, and comes back; all of that counts. This border is too wide for UTM, so the plane is Lambert's
azimuthal equal-area one about 45 N 22.5 E.

    postgis.py PARAMETERS METRES ROUNDS LINE ZONE

PARAMETERS are those of ST_Buffer: "quad_segs=8 side=left". The server is PostgreSQL's single-user
mode on a database that is made for the call in a temporary folder: no port, nothing left behind. It
refuses to run as root, so root hands over to the user postgres.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SQL = """CREATE EXTENSION postgis;

CREATE TABLE zones (zone geography, ms float);

DO $$
DECLARE
    line geography := 'SRID=4326;LINESTRING({line})';
    zone geography;
    started timestamptz;
BEGIN
    FOR round IN 1..{rounds} LOOP
        started := clock_timestamp();
        zone := ST_Buffer(line, {metres}, '{parameters}');
        INSERT INTO zones VALUES (zone, 1e3 * extract(epoch FROM clock_timestamp() - started));
    END LOOP;
END $$;

COPY (SELECT ST_AsText(zone::geometry) FROM zones LIMIT 1) TO '{folder}/zone';

COPY (SELECT string_agg(ms::text, ' ') FROM zones) TO '{folder}/times';

COPY (SELECT 'PostGIS ' || extversion || ', GEOS ' || postgis_geos_version() || ', PROJ ' ||
    postgis_proj_version() FROM pg_extension WHERE extname = 'postgis') TO '{folder}/version';

"""

parameters, metres, rounds, line, zone = sys.argv[1:]
programs = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), default=None)
if not programs:
    raise SystemExit("not installed")
positions = ", ".join(pathlib.Path(line).read_text().splitlines())
with tempfile.TemporaryDirectory() as folder:
    postgres = []
    if os.geteuid() == 0:
        postgres = ["runuser", "-u", "postgres", "--"]
        shutil.chown(folder, "postgres")

    def run(program, *arguments, **options):
        options |= {"env": os.environ | {"PGDATA": f"{folder}/data"}, "cwd": folder}
        command = [*postgres, programs / program, *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **options)

    run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
    sql = SQL.format(
        line=positions, rounds=rounds, metres=metres, parameters=parameters, folder=folder
    )
    server = ["--single", "-j", "-c", "log_min_messages=fatal", "postgres"]
    run("postgres", *server, input=sql, text=True)
    results = [pathlib.Path(folder, name).read_text() for name in ("zone", "version", "times")]
made, version, times = results
pathlib.Path(zone).write_text(made)
print(version + times, end="")
