using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Accounts.SignIns;
using Spillway.App.Api;
using Spillway.App.Console.Texts;
using Spillway.Engine;

namespace Spillway.App.Console.SignIns;

/// <summary>A plain page with forms, drawn once per request: it can set cookies, and works without a script.</summary>
public abstract class FormPage : ComponentBase
{
    /// <summary>What the page stands in.</summary>
    [Inject]
    public DeskRoom Room { get; set; } = null!;

    /// <summary>Where it goes on.</summary>
    [Inject]
    public NavigationManager Navigation { get; set; } = null!;

    /// <summary>Who reads.</summary>
    [CascadingParameter]
    public Reader Reader { get; set; } = null!;

    /// <summary>The request.</summary>
    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    /// <summary>What went wrong, for the person; null for nothing.</summary>
    protected string? Fault { get; set; }

    /// <summary>What was done, for the person; null for nothing.</summary>
    protected string? Done { get; set; }

    /// <summary>Ends with the request.</summary>
    protected CancellationToken Ends => Http.RequestAborted;

    /// <summary>Where the request comes from.</summary>
    private protected Caller From => Caller.Of(Http);

    /// <summary>The form that was sent; empty where none was.</summary>
    protected string Asked => Field("_handler");

    /// <summary>A field of the form that was sent.</summary>
    /// <param name="name">The field's name.</param>
    protected string Field(string name) => Http.Request.HasFormContentType ? Http.Request.Form[name].ToString() : "";

    /// <summary>All values of a field.</summary>
    /// <param name="name">The field's name.</param>
    protected IReadOnlyList<string> Fields(string name) => Http.Request.HasFormContentType ? [.. Http.Request.Form[name].OfType<string>()] : [];

    /// <summary>Does what a form asks, and shows a refusal instead of failing.</summary>
    /// <param name="work">What is done.</param>
    protected async Task TryAsync(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            await work();
        }
        catch (RefusedException refusal)
        {
            Fault = RefusalText.Of(Reader, refusal);
        }
    }

    /// <summary>The page to go on to: one of this desk's own.</summary>
    /// <param name="back">What the request asked for.</param>
    protected static string Local(string? back) => BackPath.Local(back);

    /// <summary>Whether the desk was asked for by a name: a passkey belongs to one; to a browser, a number is none.</summary>
    protected bool IsNamed => Uri.CheckHostName(Http.Request.Host.Host) == UriHostNameType.Dns;
}
