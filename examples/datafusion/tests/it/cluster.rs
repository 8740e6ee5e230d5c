//! Queries on a scheduler and two executors have the answers of one machine.

use crate::support::{Cluster, points, printed, query, said, write};

#[test]
fn a_cluster_answers_as_one_machine() {
    let cluster = Cluster::start(2);
    let folder = cluster.folder.path().join("points");
    std::fs::create_dir(&folder).unwrap();
    let points = points(60_000);
    for (file, points) in points.chunks(15_000).enumerate() {
        write(&folder.join(format!("{file}.parquet")), points, 5_000);
    }
    let table = format!("points={}", folder.display());
    let border = concat!("korea=", env!("CARGO_MANIFEST_DIR"), "/../own_border/line.geojson");
    for sql in [
        "select zone_band(lon, lat, 'us-2019') as band, count(*) as n, min(border_distance(lon, lat)) as least \
         from points group by band order by band",
        "select zone_band_number(lon, lat, 'turkey-2019') as band, count(*) as n from points \
         where in_zone(lon, lat, 'turkey-2019') group by band order by n",
        "select border_side(lon, lat) as side, max(border_chainage(lon, lat)) as last from points \
         group by side order by side",
        // Only this process knows the name.
        "select min(border_distance(lon, lat, 'korea')) as least from points",
    ] {
        let arguments = ["-q", "-t", &table, "--border", border, sql, "-f", "csv"];
        let (alone, together) = (query(&arguments), cluster.query(&arguments));
        assert_eq!(printed(&together), printed(&alone), "{sql}: {}", said(&together));
        assert!(printed(&alone).lines().count() > 1, "{}", said(&alone));
    }
    for executor in &cluster.executors {
        assert!(executor.log().contains("Finished task"), "{}", executor.log());
    }
}

#[test]
fn a_setting_reaches_executors() {
    let cluster = Cluster::start(1);
    let file = cluster.folder.path().join("points.parquet");
    write(&file, &[(41.0, 37.0), (181.5, 37.0)], 10);
    let table = format!("points={}", file.display());
    let sql = "select count(border_distance(lon, lat)) as known from points";
    let done = cluster.query(&["-q", "-t", &table, sql, "-f", "csv"]);
    assert_eq!(printed(&done), "known\n1\n", "{}", said(&done));
    let done = cluster.query(&["-q", "-t", &table, sql, "-f", "csv", "--strict"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(said(&done).contains("181.5"), "{}", said(&done));
}

#[test]
fn servers_listen_on_the_loopback_interface() {
    let cluster = Cluster::start(1);
    assert!(cluster.address().starts_with("127.0.0.1:"));
    let log = cluster.executors[0].log();
    assert!(log.contains("Grpc Server listening on 127.0.0.1:"), "{log}");
}
