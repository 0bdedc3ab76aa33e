export type LoopbackServer = { readonly port: number /** Its files' folder; in memory without one. */; readonly data: string | undefined };

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/**
 * DynamoDB Local's own start listens on every address of the machine and has no setting for that. Its web server, Jetty,
 * comes with a reader of such descriptions: the same handlers, on the loopback address alone.
 */
export const loopbackServer = ({ port, data }: LoopbackServer): string => `<?xml version="1.0"?>
<!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://www.eclipse.org/jetty/configure_9_3.dtd">
<Configure id="server" class="org.eclipse.jetty.server.Server">
  <Call name="addConnector"><Arg>
    <New class="org.eclipse.jetty.server.ServerConnector">
      <Arg name="server"><Ref refid="server"/></Arg>
      <Set name="host">127.0.0.1</Set>
      <Set name="port">${port}</Set>
    </New>
  </Arg></Call>
  <Set name="handler">
    <New class="org.eclipse.jetty.server.handler.ContextHandler">
      <Set name="handler">
        <New class="com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler">
          <Arg><New class="com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler">
            <Arg type="int">0</Arg>
            <Arg type="boolean">${data === undefined}</Arg>
            ${data === undefined ? "<Arg/>" : `<Arg>${escaped(data)}</Arg>`}
            <Arg type="boolean">${data !== undefined}</Arg>
            <Arg type="boolean">false</Arg>
          </New></Arg>
          <Arg/>
        </New>
      </Set>
    </New>
  </Set>
</Configure>
`;
