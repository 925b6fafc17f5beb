// Types that break the rules on purpose: the rules are seen to find them.
namespace Spillway.ArchitectureTests.Planted.Plans
{
    internal sealed class PlantedPlan
    {
        public int Machines { get; init; }
    }

    internal sealed class PlanThatReadsAnAgreedPrice
    {
        public static decimal Threshold(Spillway.Engine.Sites.FixedBlock block) => block.Price.Value;
    }

    internal sealed class PlanThatReadsTheContracts
    {
        public static int Count(Spillway.Engine.Sites.Site site) => site.Contracts.Length;
    }

    internal sealed class PlanThatKnowsAContract
    {
        public Spillway.Engine.Sites.Contracts.Trade? Trade { get; init; }
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
