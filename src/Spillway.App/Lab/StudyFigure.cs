namespace Spillway.App.Lab;

/// <summary>What one policy came to in a study, for the table in which studies stand side by side.</summary>
/// <param name="Label">The policy's text; in a sweep with the settings before it.</param>
/// <param name="Net">What it earned, in the site's currency.</param>
/// <param name="EnergyMwh">What it drew.</param>
/// <param name="Restarts">How many machines it started again.</param>
/// <param name="Capture">Its gain over always-on as a share of what foresight gains; null where foresight gains nothing.</param>
/// <param name="Regret">What it leaves of foresight's net as a share of what plain strike leaves; null where strike leaves nothing.</param>
public sealed record StudyFigure(string Label, decimal Net, decimal EnergyMwh, decimal Restarts, decimal? Capture, decimal? Regret);
