using System.Text.Json.Nodes;
using Spillway.App.Api;

namespace Spillway.App.Earnings;

/// <summary>Work in the background as JSON.</summary>
internal static class WorkJson
{
    /// <summary>How a work stands, with its result where it is there.</summary>
    /// <typeparam name="T">What it comes to.</typeparam>
    /// <param name="job">The work.</param>
    /// <param name="result">Its result as JSON.</param>
    public static JsonObject Of<T>(DeskJob<T> job, Func<T, JsonObject> result)
        where T : class => new()
        {
            ["id"] = job.Id,
            ["by"] = job.By,
            ["started_utc"] = ApiJson.Instant(job.StartedAt),
            ["state"] = job.StateName,
            ["stage"] = job.State == WorkState.Running ? job.Progress.Now.Name : null,
            ["done_ratio"] = job.State == WorkState.Running && job.Progress.Now.Share is { } share ? ApiJson.Number((decimal)share) : null,
            ["code"] = job.Refusal?.Code.Id,
            ["detail"] = (job.Refusal?.What ?? job.Fault) is { } detail ? ApiProblem.Plain(detail) : null,
            ["remedy"] = job.Refusal is { } refusal ? ApiProblem.Plain(refusal.Code.Remedy) : null,
            ["result"] = job.Result is { } there ? result(there) : null,
        };
}
