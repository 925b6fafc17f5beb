using Spillway.App.Sites.Contracts;

namespace Spillway.App.Obligations;

/// <summary>What curtailing for price now takes off a programme's baseline.</summary>
/// <param name="Programme">The programme.</param>
/// <param name="Interval">Curtailed in the running interval.</param>
/// <param name="Rest">Curtailed from it on to the end of the programme's hours of the local day; null where no such hours lie after it.</param>
public sealed record ProgrammeCost(BaselineProgramme Programme, BaselineCost Interval, BaselineCost? Rest);
