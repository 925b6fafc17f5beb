using Spillway.Bench;

if (args.Length == 0)
{
    Console.Error.WriteLine("Name a benchmark.");
    return 2;
}

if (args[0] == "import")
{
    return ImportBench.Run(args[1..]);
}

if (args[0] == "year")
{
    return YearBench.Run();
}

if (args[0] == "gaps")
{
    return GapsBench.Run();
}

if (args[0] == "foresight")
{
    return ForesightBench.Run();
}

Console.Error.WriteLine($"No benchmark is called '{args[0]}'.");
return 2;
