using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Spillway.App.Accounts;
using Spillway.App.Api;

namespace Spillway.App.Streams;

/// <summary>Prometheus at <c>/metrics</c>; and traces and metrics by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector.</summary>
/// <param name="room">The desk.</param>
internal sealed class MetricRoutes(DeskRoom room) : IDeskPart
{
    // Unless OTEL_SERVICE_NAME says another.
    private const string ServiceName = "spillway";
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } = [("GET", "/metrics")];

    /// <inheritdoc/>
    public void Register(IServiceCollection services)
    {
        var isCollected = !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Collector));
        services.AddSingleton(_ => new DeskMeters(room));
        services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.Clear().AddService(ServiceName, autoGenerateServiceInstanceId: false).AddTelemetrySdk().AddEnvironmentVariableDetector())
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(DeskMeters.MeterName).AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel").AddPrometheusExporter();
                if (isCollected)
                {
                    metrics.AddOtlpExporter();
                }
            })
            .WithTracing(traces =>
            {
                if (isCollected)
                {
                    traces.AddAspNetCoreInstrumentation().AddSource(DeskTraces.SourceName).AddOtlpExporter();
                }
            });
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<DeskMeters>();
        routes.MapPrometheusScrapingEndpoint().WithMetadata(new NeedsAttribute(DeskAction.SeeDesk));
    }
}
