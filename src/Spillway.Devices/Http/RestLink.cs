namespace Spillway.Devices.Http;

/// <summary>One machine's HTTP port.</summary>
internal sealed class RestLink(DeviceHttp http, DeviceEndpoint endpoint, int port)
{
    public TimeProvider Time => http.Time;

    /// <summary>Where the answers to polls go as they came.</summary>
    public PollTap Polls { get; } = new(http.Ear, endpoint.Address);

    /// <summary>What protects the connection.</summary>
    public DeviceSecurity Security { get; set; }

    /// <summary>Whether each request has a connection of its own, for devices that have few sockets.</summary>
    public bool ClosesConnection { get; init; }

    public DeviceRequest Get(string path) => To(HttpMethod.Get, path);

    public DeviceRequest Post(string path, string? json = null) =>
        json is null ? To(HttpMethod.Post, path) with { Body = ReadOnlyMemory<byte>.Empty } : To(HttpMethod.Post, path).With(json);

    public DeviceRequest Put(string path, string json) => To(HttpMethod.Put, path).With(json);

    public ValueTask<DeviceAnswer<DevicePage>> SendAsync(DeviceRequest request, CancellationToken cancellation) => http.SendAsync(request, cancellation);

    /// <summary>The body of a page, or the fault that its status stands for.</summary>
    public async ValueTask<DeviceAnswer<byte[]>> FetchAsync(string path, CancellationToken cancellation) =>
        Body(path, await http.SendAsync(Get(path), cancellation).ConfigureAwait(false));

    /// <summary>The bodies of pages, one after another. What the machine does not give is left out; a machine that has gone ends it.</summary>
    public ValueTask<DeviceAnswer<IReadOnlyList<ReadOnlyMemory<byte>>>> FetchAllAsync(IReadOnlyList<string> paths, CancellationToken cancellation) =>
        FetchAllAsync(paths, http.SendAsync, cancellation);

    /// <summary>The same by way of a log-in.</summary>
    public async ValueTask<DeviceAnswer<IReadOnlyList<ReadOnlyMemory<byte>>>> FetchAllAsync(
        IReadOnlyList<string> paths, Func<DeviceRequest, CancellationToken, ValueTask<DeviceAnswer<DevicePage>>> send, CancellationToken cancellation)
    {
        var bodies = new List<ReadOnlyMemory<byte>>(paths.Count);
        foreach (var path in paths)
        {
            var body = Body(path, await send(Get(path), cancellation).ConfigureAwait(false));
            if (body.IsAnswered)
            {
                bodies.Add(body.Value);
            }
            else if (body.Fault.Kind is not (DeviceFaultKind.Unsupported or DeviceFaultKind.Refused))
            {
                return new(body.Fault);
            }
        }

        return new(bodies);
    }

    public static DeviceAnswer<byte[]> Body(string asked, DeviceAnswer<DevicePage> answer) => answer.Value switch
    {
        null => new(answer.Fault!),
        { IsOk: true } page => new(page.Body.ToArray()),
        var page => new(page.Fault(asked)),
    };

    private DeviceRequest To(HttpMethod method, string path) => new(method, endpoint, port, path) { Security = Security, ClosesConnection = ClosesConnection };
}
