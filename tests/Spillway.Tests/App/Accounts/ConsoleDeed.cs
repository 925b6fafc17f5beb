using Spillway.App.Accounts;

namespace Spillway.Tests.App.Accounts;

/// <summary>What a button of the console does, as a try: given what the service refuses for another reason once the gate has let
/// somebody through, wherever it can be, so that a try moves little.</summary>
/// <param name="Action">The action that it is.</param>
/// <param name="Page">Where the button is; empty where only the API has it.</param>
/// <param name="Desk">The service behind it.</param>
/// <param name="Method">Its method.</param>
/// <param name="Do">The try.</param>
internal sealed record ConsoleDeed(DeskAction Action, string Page, Type Desk, string Method, Func<IServiceProvider, Actor, Task> Do);
