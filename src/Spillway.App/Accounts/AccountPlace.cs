using Spillway.App.Accounts.Persons;
using Spillway.App.Api;

namespace Spillway.App.Accounts;

/// <summary>Where accounts stand.</summary>
/// <param name="Room">The desk, its folder and the wall clock.</param>
/// <param name="Random">Where ids, codes and secrets come from.</param>
internal sealed record AccountPlace(DeskRoom Room, RandomBytes Random);
