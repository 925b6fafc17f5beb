using System.Text;
using Spillway.Devices.Http;
using Spillway.Devices.Wire.Cgminer;

namespace Spillway.Devices.Discovery;

/// <summary>One thing to ask a device; none of them changes anything.</summary>
/// <param name="Port">The standard port.</param>
/// <param name="Name">The command or path, for messages.</param>
internal sealed record Question(int Port, string Name)
{
    /// <summary>What goes over TCP; null for a page.</summary>
    public string? Request { get; private init; }

    /// <summary>What is posted to the page; null to get it.</summary>
    public string? Body { get; private init; }

    /// <summary>A command in cgminer's language.</summary>
    public static Question Command(string command, int port = 4028) => new(port, command) { Request = Encoding.UTF8.GetString(CgminerRequest.Json(command)) };

    /// <summary>A command as WhatsMiner writes it.</summary>
    public static Question Raw(string name, string json) => new(4028, name) { Request = json };

    public static Question Page(string path, int port = 80) => new(port, path);

    public static Question Post(string path, string body, int port = 80) => new(port, path) { Body = body };

    public DeviceRequest ToRequest(DeviceEndpoint endpoint) => Body is { } body
        ? new DeviceRequest(HttpMethod.Post, endpoint, Port, Name).With(body)
        : new DeviceRequest(HttpMethod.Get, endpoint, Port, Name);
}
