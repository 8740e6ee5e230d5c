// What the peers in C++ share: a line as text, one "longitude latitude" a line of it; and the time
// of calls, in milliseconds of the processor, so that other work on the machine does not count.
#pragma once

#include <ctime>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

inline std::vector<std::pair<double, double>> read_line(const std::string& path) {
    std::ifstream file(path);
    std::vector<std::pair<double, double>> line;
    for (double longitude, latitude; file >> longitude >> latitude;) {
        line.emplace_back(longitude, latitude);
    }
    if (line.size() < 2) throw std::runtime_error(path + ": no line");
    return line;
}

// Calls a job, at most `rounds` times and not again after half a minute; prints how long each took.
template <typename Job>
void print_times(int rounds, Job job) {
    double sum = 0;
    for (int round = 0; round < rounds && sum < 30'000; ++round) {
        const std::clock_t started = std::clock();
        job();
        const double taken = 1e3 * (std::clock() - started) / CLOCKS_PER_SEC;
        std::cout << taken << ' ';
        sum += taken;
    }
    std::cout << '\n';
}
