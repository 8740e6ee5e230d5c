//! Tables of points as programs other than these write them, for `locate_forms`: with columns beside
//! the coordinates, with more fields than titles, and in forms that are named and not read.

use super::locate_forms::Form;
use super::locate_forms::Outcome::{Refused, Rows};

/// Letters for the hemisphere, minutes and seconds in columns of their own.
pub const BESIDE: [Form; 16] = [
    Form(
        "INDEX,LATITUDE,N/S,LONGITUDE,E/W\n1,36.89095,N,38.35347,E\n2,36.89095, n ,321.64653,West\n",
        &[],
        Rows("PP", &[]),
    ),
    Form(
        "lat,lat_ref,lon,lon_ref\n36 53.457,N,38°21.2082',E\n36.89095,North,38.35347,East\n",
        &[],
        Rows("PP", &[]),
    ),
    Form("lon;lat;EW;NS\n321,64653;36,89095;W;N\n;;;\n", &[], Rows("PN", &[])),
    Form(
        "GPSLatitude,GPSLatitudeRef,GPSLongitude,GPSLongitudeRef\n36.89095,N,321.64653,W\n",
        &["--lat", "GPSLatitude", "--lon", "GPSLongitude"],
        Rows("P", &[]),
    ),
    Form("lon,hemisphere,lat,hemisphere\n321.64653,W,36.89095,N\n", &[], Rows("P", &[])),
    Form("lon,lat,E/W\n36.89095,321.64653,W\n", &["--swap"], Rows("P", &[])),
    Form(
        "lat,N/S,lon,E/W\n36.89095,N,38.35347,\n36.89095,N,-38.35347,W\n36.89095,N,38.35347,O\n\
         36.89095,E,38.35347,E\n36.89095,N,38.35347,E\n",
        &[],
        Rows("BBBBP", &["line 2, column E/W: \"\" is no letter N, S, E or W"]),
    ),
    Form(
        "lat,N/S,lon,E/W\n36.89095,N,-38.35347,W\n",
        &[],
        Refused(&["column lon: \"-38.35347 W\" has a sign and a letter"]),
    ),
    Form("lat,lon,ns,direction\n36.89095,38.35347,N,SSW\n", &[], Rows("P", &[])),
    Form(
        "wkt,N/S,E/W\nPOINT (38.35347 36.89095),N,W\nPOINT (38.35347 36.89095),N,E\n",
        &[],
        Rows("BP", &["line 2, column E/W: 'W' would negate", "leave the column out"]),
    ),
    Form(
        "lat,lat_min,lon,lon_min\n36,53.457,38,21.2082\n",
        &[],
        Refused(&["line 2, column lat_min: \"53.457\" stands beside whole degrees", "36 53.457 N"]),
    ),
    Form(
        "lat,min,sec,lon,min,sec\n36,53,27.42,38,21,12.492\n",
        &[],
        Refused(&["column min: \"53\""]),
    ),
    Form(
        "lat_deg,lat_min,lon_deg,lon_min\n36,53.457,38,21.2082\n",
        &["--lat", "lat_deg", "--lon", "lon_deg"],
        Refused(&["column lat_min: \"53.457\""]),
    ),
    Form(
        "lat_d,lat_m,lon_d,lon_m\n36,53.457,38,21.2082\n",
        &[],
        Refused(&["no column has the longitude", "lat_m has minutes or seconds", "36 53.457 N"]),
    ),
    // Beside degrees with a fraction they say the same once more.
    Form(
        "lat,lon,lat minutes,lon minutes\n36.89095,38.35347,53.457,21.2082\n36,38.35347,1,21\n36.89095,38.35347,,\n",
        &[],
        Rows("PBP", &["line 3, column lat minutes: \"1\""]),
    ),
    // The least latitude of a box.
    Form("lat,lon,lat_min,lat_max\n36.89095,38.35347,36,37\n", &[], Rows("P", &[])),
];

/// Rows and headers of unlike length, and lines that are no table's.
pub const UNEVEN: [Form; 8] = [
    Form(
        "\"lon\",\"lat\"\n\"1\",38.35347,36.89095\n",
        &[],
        Refused(&["line 2, has 3 fields, the header 2", "the first has no title, as R writes"]),
    ),
    Form(
        "lon,lat,n\n38.35347,36.89095,a,\n38.35347,36.89095,a\n",
        &[],
        Rows(
            "BP",
            &["line 2, has 4 fields, the header 3", "the last is empty", "take out the delimiter"],
        ),
    ),
    Form(
        "lon,lat,\n38.35347,36.89095\n38.35347,36.89095,\n",
        &[],
        Rows(
            "BP",
            &["line 2, has 2 fields, the header 3", "whose last is empty: take out the delimiter"],
        ),
    ),
    Form(
        "# from the field\nname,lon,lat\nA,38.35347,36.89095\n",
        &[],
        Refused(&[
            "no column has the longitude",
            "line 2 titles columns: take out what stands above",
        ]),
    ),
    Form(
        "Points, 2019\n\nexported;by;hand\nname;lon;lat\nA;38.35347;36.89095\n",
        &[],
        Refused(&["line 4 titles columns"]),
    ),
    Form(
        "38.1,36.1\n# lon,lat\nlon,lat\n38.35347,36.89095\n",
        &[],
        Refused(&["line 1 has numbers", "line 3 titles columns"]),
    ),
    Form(
        "a,b\nc,d\ne,f\n",
        &[],
        Refused(&["no column has the longitude, of the columns \"a, b\""]),
    ),
    Form("@id,@lat,@lon\n1,36.89095,38.35347\n", &[], Rows("P", &[])),
];

/// Forms that are named.
pub const NAMED: [Form; 12] = [
    Form(
        "lon,lat\n38.35347 East,36.89095\n38.35347,36.89095 north\n",
        &[],
        Refused(&["\"38.35347 East\" is no number; write E for East"]),
    ),
    Form(
        "lon;lat\n38-21-12E;36-53-27N\n",
        &[],
        Refused(&["mark degrees and minutes, as 38°21'12\""]),
    ),
    Form(
        "lon,lat\n3821.2082E,3653.457N\n",
        &[],
        Refused(&["as NMEA 0183 has them", "38 21.2082 E"]),
    ),
    Form(
        "lat,N/S,lon,E/W\n3653.457,N,03821.2082,E\n",
        &[],
        Refused(&["as NMEA 0183 has them", "38 21.2082 E"]),
    ),
    Form(
        "geom\n01010000001D03B2D7BB2D434023DBF97E6A724240\n",
        &[],
        Refused(&["is WKB", "ST_AsText", "GEOMETRY=AS_WKT"]),
    ),
    Form(
        "geom;n\n{\"type\":\"Point\",\"coordinates\":[38.35347,36.89095]};1\n",
        &[],
        Refused(&["is GeoJSON in a table", "POINT (38.35 36.89)"]),
    ),
    Form(
        "x,y\n442345.6,4076000.2\n",
        &[],
        Refused(&["442345.6 is outside -540..540", "metres of a projection", "EPSG:4326"]),
    ),
    // 0° 30.5' east and 0° 53.457' north.
    Form("lat,lon\n0053.457,00030.5\n", &[], Refused(&["00030.5 has degrees and minutes"])),
    Form("lat,lon\n036.89095,0038.35347\n036.89095,038.35347\n", &[], Rows("BP", &["line 2"])),
    Form("lon,lat\n541,36\n", &[], Refused(&["541 is outside -540..540; give degrees"])),
    Form("lon,lat\n38,91\n", &[], Refused(&["91 is outside -90..90; give degrees"])),
    Form("point\n37S 442345 4076000\n", &[], Refused(&["is no point", "of UTM"])),
];
