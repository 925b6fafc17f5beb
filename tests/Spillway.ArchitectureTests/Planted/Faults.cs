// Types that break the rules on purpose: the rules are seen to find them.
namespace Spillway.ArchitectureTests.Planted.Plans
{
    internal sealed class PlantedPlan
    {
        public int Machines { get; init; }
    }
}

namespace Spillway.ArchitectureTests.Planted.Signals
{
    internal sealed class SignalThatKnowsAPlan
    {
        public Plans.PlantedPlan? Plan { get; init; }
    }

    internal sealed class SignalThatKnowsTheLoop
    {
        public PlantedLoop? Loop { get; init; }
    }
}

namespace Spillway.ArchitectureTests.Planted
{
    internal sealed class PlantedLoop;
}

namespace Spillway.ArchitectureTests.Planted.Forecasts
{
    internal sealed class ForecastFromAFile
    {
        public static string Read(string path) => System.IO.File.ReadAllText(path);
    }

    internal sealed class ForecastThatWaits
    {
        public static void Wait(System.Threading.CancellationToken cancellation) => cancellation.ThrowIfCancellationRequested();
    }
}
