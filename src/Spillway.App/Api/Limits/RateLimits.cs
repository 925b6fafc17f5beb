using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Sessions;
using Spillway.Engine;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Api.Limits;

/// <summary>Keeps everybody within the desk's limits; what is too much is answered 429 with the header Retry-After. Any thread.</summary>
/// <param name="limits">The limits.</param>
/// <param name="refusals">What was too much is written there.</param>
internal sealed class RateLimits(DeskLimits limits, Refusals refusals) : IDisposable
{
    private const string OrdersAt = ApiRoutes.Root + "/orders";

    private readonly PartitionedRateLimiter<Actor> _orders = PartitionedRateLimiter.Create<Actor, string>(who => Bucket(who.Id, limits.Orders));

    /// <summary>Sets the framework's limiter up.</summary>
    /// <param name="options">The framework's.</param>
    public void Set(RateLimiterOptions options)
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Lane);
        options.OnRejected = async (context, _) => await RefuseAsync(context.HttpContext, context.Lease).ConfigureAwait(false);
    }

    /// <summary>Counts an order that does not take load off.</summary>
    /// <param name="who">Who gives it.</param>
    /// <param name="kind">Its kind.</param>
    /// <exception cref="RefusedException"><see cref="ApiErrors.TooMany"/>.</exception>
    public void Demand(Actor who, OrderKind kind)
    {
        if (OrderActions.Of(kind) is DeskAction.Shed or DeskAction.Stop)
        {
            return;
        }

        using var lease = _orders.AttemptAcquire(who);
        if (!lease.IsAcquired)
        {
            throw new RefusedException(ApiErrors.TooMany, Sentence("orders that do not take load off", lease));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _orders.Dispose();

    /// <summary>How long a refused one should wait, in whole seconds.</summary>
    public static int Wait(RateLimitLease lease) =>
        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1;

    private RateLimitPartition<string> Lane(HttpContext http)
    {
        var request = http.Request;
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            // Files and the word that the desk lives: a watchdog must always get it.
            return reads ? RateLimitPartition.GetNoLimiter("files") : Bucket("open", limits.Open);
        }

        return ActorClaims.Of(http.User) is not { } who ? Bucket("nobody", limits.Nobody)
            : reads ? Bucket("reads " + who.Id, who.Kind == ActorKind.LocalToken ? limits.LocalReads : limits.Reads)
            : request.Path.StartsWithSegments(OrdersAt) ? Bucket("orders " + who.Id, limits.Relief)
            : Bucket("changes " + who.Id, limits.Changes);
    }

    private async Task RefuseAsync(HttpContext http, RateLimitLease lease)
    {
        await refusals.RecordAsync(ActorClaims.Of(http.User) ?? Actor.Nobody, "rate-limit", Caller.Of(http).Address, http.RequestAborted).ConfigureAwait(false);
        http.Response.Headers.RetryAfter = Wait(lease).ToString(CultureInfo.InvariantCulture);
        await ApiProblem.WriteAsync(http, StatusCodes.Status429TooManyRequests, ApiErrors.TooMany, Sentence("requests", lease), null).ConfigureAwait(false);
    }

    private static string Sentence(string what, RateLimitLease lease) =>
        string.Create(CultureInfo.InvariantCulture, $"Too many {what} in a short time; the next is taken in {Wait(lease)} s.");

    private static RateLimitPartition<string> Bucket(string key, Allowance allowance) => RateLimitPartition.GetTokenBucketLimiter(key, _ => new()
    {
        TokenLimit = allowance.Burst,
        TokensPerPeriod = allowance.Refill,
        ReplenishmentPeriod = allowance.Period,
        QueueLimit = 0,
        AutoReplenishment = true,
    });
}
