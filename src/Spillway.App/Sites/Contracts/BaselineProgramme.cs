using Spillway.Engine.Settlements.Baselines;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.App.Sites.Contracts;

/// <summary>A programme of the site that pays for what is delivered against a baseline.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Method">The method's name, as the site file has it.</param>
/// <param name="Rules">How other days make the baseline; null where the mean power before the call is it.</param>
/// <param name="Price">What a delivered MWh is paid; zero or more.</param>
/// <param name="Hours">When the programme may call: where it is above zero.</param>
public sealed record BaselineProgramme(ContractId Contract, string Method, BaselineRules? Rules, EnergyPrice Price, PowerSchedule Hours);
