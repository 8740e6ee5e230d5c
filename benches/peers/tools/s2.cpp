// S2's buffer of a line: on a sphere of 6,371,010 m, edges great circles.
//
//     s2 SETTING METRES ROUNDS LINE ZONE
//
// SETTING: default (an error of 2 % of the distance in this version), finest (its least error
// fraction, 1e-6), left or right (one side only, finest, flat ends). Prints the times of the buffer
// operation, from points on the sphere to a polygon, and writes the polygon as WKT.

#include <iomanip>
#include <memory>

#include <s2/s2buffer_operation.h>
#include <s2/s2builderutil_s2polygon_layer.h>
#include <s2/s2earth.h>
#include <s2/s2latlng.h>
#include <s2/s2polygon.h>

#include "peer.hpp"

namespace {

S2BufferOperation::Options options(const std::string& setting, double metres) {
    S2BufferOperation::Options options(S2Earth::ToAngle(util::units::Meters(metres)));
    if (setting == "default") return options;
    options.set_error_fraction(S2BufferOperation::Options::kMinErrorFraction);
    if (setting == "finest") return options;
    using Side = S2BufferOperation::PolylineSide;
    options.set_polyline_side(setting == "left" ? Side::LEFT : Side::RIGHT);
    options.set_end_cap_style(S2BufferOperation::EndCapStyle::FLAT);
    return options;
}

void write_ring(std::ostream& out, const S2Loop& loop) {
    out << '(';
    for (int i = 0; i <= loop.num_vertices(); ++i) {
        const S2LatLng at(loop.vertex(i));
        out << (i ? ", " : "") << at.lng().degrees() << ' ' << at.lat().degrees();
    }
    out << ')';
}

// Loops at even depths are outlines; those right below them are their holes.
void write(const S2Polygon& polygon, const std::string& path) {
    std::ofstream out(path);
    out << std::setprecision(15) << "MULTIPOLYGON (";
    const char* comma = "";
    for (int i = 0; i < polygon.num_loops(); ++i) {
        if (polygon.loop(i)->depth() % 2) continue;
        out << comma << '(';
        write_ring(out, *polygon.loop(i));
        for (int j = i + 1; j <= polygon.GetLastDescendant(i); ++j) {
            if (polygon.GetParent(j) != i) continue;
            out << ", ";
            write_ring(out, *polygon.loop(j));
        }
        out << ')';
        comma = ", ";
    }
    out << ")\n";
}

}  // namespace

int main(int, char** arguments) {
    std::vector<S2Point> line;
    for (auto [longitude, latitude] : read_line(arguments[4])) {
        line.push_back(S2LatLng::FromDegrees(latitude, longitude).ToPoint());
    }
    std::cout << "S2 " VERSION "\n";
    S2Polygon polygon;
    print_times(std::stoi(arguments[3]), [&] {
        S2BufferOperation operation(
            std::make_unique<s2builderutil::S2PolygonLayer>(&polygon),
            options(arguments[1], std::stod(arguments[2])));
        operation.AddPolyline(line);
        S2Error error;
        if (!operation.Build(&error)) throw std::runtime_error(error.text());
    });
    write(polygon, arguments[5]);
}
