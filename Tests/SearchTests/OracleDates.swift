/// Microseconds from 1970 to a date written `2024-05-01` or `2024-05-01T10:20:30.123456+02:00`, counted day by day.
func naiveMicroseconds(_ text: String) -> Int64? {
    let parts = text.split(separator: "T", maxSplits: 1).map(String.init)
    let date = parts[0].split(separator: "-").compactMap { Int($0) }
    guard date.count == 3, date[0] >= 1, (1...12).contains(date[1]), date[2] >= 1 else { return nil }
    func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
    func days(_ year: Int, _ month: Int) -> Int { month == 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31 }
    guard date[2] <= days(date[0], date[1]) else { return nil }
    var day = date[2] - 1
    for year in min(1970, date[0])..<max(1970, date[0]) {
        day += (date[0] >= 1970 ? 1 : -1) * (isLeap(year) ? 366 : 365)
    }
    for month in 1..<date[1] { day += days(date[0], month) }
    guard parts.count == 2 else { return Int64(day) * 86_400_000_000 }
    var time = Substring(parts[1])
    var offset = 0
    if time.hasSuffix("Z") {
        time.removeLast()
    } else if let sign = time.lastIndex(where: { $0 == "+" || $0 == "-" }) {
        let zone = time[time.index(after: sign)...].split(separator: ":").compactMap { Int($0) }
        offset = (time[sign] == "-" ? -1 : 1) * (zone[0] * 60 + zone[1])
        time = time[..<sign]
    }
    let clock = time.split(separator: ":").map(String.init)
    guard clock.count == 3, let hour = Int(clock[0]), let minute = Int(clock[1]) else { return nil }
    let second = clock[2].split(separator: ".").map(String.init)
    let fraction = second.count == 2 ? (second[1] + "000000").prefix(6) : "0"
    let seconds = day * 86400 + hour * 3600 + (minute - offset) * 60 + (Int(second[0]) ?? 0)
    return Int64(seconds) * 1_000_000 + (Int64(fraction) ?? 0)
}
