// Boost.Geometry's geographic buffer of a line: on the ellipsoid, edges geodesics.
//
//     boost SETTING METRES ROUNDS LINE ZONE
//
// SETTING: default (strategies as they come: Andoyer's formulas, 90 points a circle; the input is
// simplified by a thousandth of the distance), fine (Vincenty's formulas, 360 points: 1 m at 28 km), or
// whole (fine, with a distance strategy of ours that simplifies nothing). Prints the times of the
// call and writes its result as WKT.

#include <iomanip>

#include <boost/geometry.hpp>
#include <boost/version.hpp>

#include "peer.hpp"

namespace {

namespace bg = boost::geometry;
namespace strategy = bg::strategy::buffer;
using Point = bg::model::point<double, 2, bg::cs::geographic<bg::degree>>;
using Line = bg::model::linestring<Point>;
using Zone = bg::model::multi_polygon<bg::model::polygon<Point>>;

using Simplified = strategy::distance_symmetric<double>;
struct Whole : Simplified {
    using Simplified::Simplified;
    double simplify_distance() const { return 0; }
};

template <typename Formulas, typename Distance>
Zone made(const Line& line, double metres, int points) {
    Zone zone;
    bg::buffer(line, zone, Distance(metres), strategy::geographic_side_straight<Formulas>(),
               strategy::geographic_join_round<Formulas>(points),
               strategy::geographic_end_round<Formulas>(points),
               strategy::geographic_point_circle<Formulas>(points));
    return zone;
}

Zone made(const std::string& setting, const Line& line, double metres) {
    using bg::strategy::andoyer, bg::strategy::vincenty;
    if (setting == "default") return made<andoyer, Simplified>(line, metres, 90);
    if (setting == "fine") return made<vincenty, Simplified>(line, metres, 360);
    return made<vincenty, Whole>(line, metres, 360);
}

}  // namespace

int main(int, char** arguments) {
    Line line;
    for (auto [longitude, latitude] : read_line(arguments[4])) {
        line.push_back(Point(longitude, latitude));
    }
    std::cout << "Boost " BOOST_LIB_VERSION "\n";
    Zone zone;
    print_times(std::stoi(arguments[3]),
                [&] { zone = made(arguments[1], line, std::stod(arguments[2])); });
    std::ofstream(arguments[5]) << std::setprecision(15) << bg::wkt(zone) << '\n';
}
