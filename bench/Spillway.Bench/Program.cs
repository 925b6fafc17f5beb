using Spillway.Bench;

string[] names = ["import", "synthetic", "year", "foresight", "gaps", "regret", "fanout", "breakers", "journal", "journal-day", "control", "shed", "polls", "peaks", "settle", "console"];
switch (args.FirstOrDefault())
{
    case "import":
        return ImportBench.Run(args[1..]);
    case "synthetic":
        return SyntheticBench.Run(args[1..]);
    case "year":
        return YearBench.Run();
    case "foresight":
        return ForesightBench.Run();
    case "gaps":
        return GapsBench.Run();
    case "regret":
        return RegretBench.Run(args[1..]);
    case "fanout":
        return FanoutBench.Run(args[1..]);
    case "breakers":
        return BreakersBench.Run(args[1..]);
    case "journal":
        return JournalBench.Run();
    case "journal-day":
        return await JournalDayBench.RunAsync(args[1..]);
    case "control":
        return ControlBench.Run();
    case "shed":
        return ShedBench.Run(args[1..]);
    case "polls":
        return PollsBench.Run(args[1..]);
    case "peaks":
        return PeaksBench.Run();
    case "settle":
        return SettleBench.Run();
    case "console":
        return ConsoleBench.Run(args[1..]);
    case { } other:
        Console.Error.WriteLine($"No benchmark is called '{other}'; there are {string.Join(", ", names)}.");
        return 2;
    default:
        Console.Error.WriteLine($"Name a benchmark: {string.Join(", ", names)}.");
        return 2;
}
